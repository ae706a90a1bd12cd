// The page's places, in the part of the address that never reaches the server: #/cases/REF?queue=new

export interface Route {
  page: string;
  name: string;
  query: URLSearchParams;
}

export function route(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page = "", name = ""] = path.split("/");
  return { page: page || "cases", name: decodeURIComponent(name), query: new URLSearchParams(query) };
}

export const to = (page: string, name = "", query = ""): string =>
  `#/${page}${name ? `/${encodeURIComponent(name)}` : ""}${query ? `?${query}` : ""}`;

export function go(address: string): void {
  location.hash = address;
}
