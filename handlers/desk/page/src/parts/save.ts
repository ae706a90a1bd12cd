// Downloads.

const KEPT = 60_000;

// Saves a file under this name, as a type that no program opens by itself.
export function save(content: BlobPart, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
