// Bundles the officers' page into handlers/desk/built/: all of it, or nothing is changed there.
import { chmod, cp, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const locales = join(here, "../../../locales");
const built = join(here, "../built");
// What the desk says in the words of the whole product: labels, and the terms they are made of.
const SHARED =
  /^(category|region|status|channel|label|answer|aggressor|bank|exposed|harm|identity|language|money|stolen|venue|via|when|where)-[a-z_-]+$/;

// Returns the messages of a Fluent file by name, each with its lines as they stand.
function messages(text) {
  const found = new Map();
  for (const entry of text.split(/\n(?=\S)/)) {
    const name = /^(-?[a-z][\w-]*) =/.exec(entry);
    if (name) found.set(name[1], entry.trimEnd());
  }
  return found;
}

async function texts(language) {
  const shared = messages(await readFile(join(locales, `${language}.ftl`), "utf8"));
  const own = await readFile(join(locales, "desk", `${language}.ftl`), "utf8");
  const labels = [...shared].filter(([name, text]) => SHARED.test(name) && !text.includes("{"));
  const canned = await readFile(join(locales, "desk", "canned.ftl"), "utf8");
  return [...labels.map(([, text]) => text), own, canned].join("\n");
}

const fluent = {
  name: "fluent",
  setup(building) {
    building.onResolve({ filter: /^texts:/ }, ({ path }) => ({ path: path.slice(6), namespace: "fluent" }));
    building.onLoad({ filter: /.*/, namespace: "fluent" }, async ({ path }) => ({
      contents: await texts(path),
      loader: "text",
    }));
  },
};

const work = await mkdtemp(join(here, "../.built-"));
try {
  await build({
    entryPoints: { desk: join(here, "src/main.ts") },
    outdir: work,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [fluent],
  });
  for (const name of ["index.html", "desk.css", "icon.svg"]) await cp(join(here, name), join(work, name));
  for (const weight of ["400Regular", "700Bold"]) {
    const file = `NotoNaskhArabic_${weight}.ttf`;
    await cp(join(here, "node_modules/@expo-google-fonts/noto-naskh-arabic", weight, file), join(work, "fonts", file));
  }
  await cp(join(here, "node_modules/@expo-google-fonts/noto-naskh-arabic/LICENSE_FONT"), join(work, "fonts/LICENSE"));
  await chmod(work, 0o755);
  await rm(built, { recursive: true, force: true });
  await rename(work, built);
} finally {
  await rm(work, { recursive: true, force: true });
}
