/**
 * An endpoint of the same app that accepts what this one does not: `fal-ai/flux/dev/image-to-image` accepts an
 * `image_url`.
 */
import type { Catalog } from "../../endpoints/catalog.ts";

export class Siblings {
  readonly #catalog: Catalog;
  readonly #of = new Map<string, readonly string[]>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** The first whose id extends the endpoint's. Cost: the ids once per endpoint, and a few schemas. */
  find(endpoint: string, field: string): string | undefined {
    const siblings =
      this.#of.get(endpoint) ??
      this.#catalog
        .ids()
        .filter((id) => id.startsWith(`${endpoint}/`))
        .slice(0, maxSiblings);
    this.#of.set(endpoint, siblings);
    return siblings.find((id) => Object.hasOwn(this.#catalog.find(id)?.input.properties ?? {}, field));
  }
}

/** More than any of fal's apps has. */
const maxSiblings = 30;
