import type { Catalog, Endpoint } from "./catalog.ts";

/** The catalogue plus the given endpoints, which take precedence. Endpoints without a described output are left out. */
export function extendCatalog(catalog: Catalog, endpoints: readonly Endpoint[]): Catalog {
  const own = new Map(
    endpoints
      .filter(({ output }) => Object.keys(output).length > 0)
      .map((endpoint) => [endpoint.id, endpoint]),
  );
  return {
    find: (id) => own.get(id) ?? catalog.find(id),
    ids: () => [...new Set([...catalog.ids(), ...own.keys()])].sort(),
  };
}
