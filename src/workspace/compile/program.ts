/** Everything that needs TypeScript's parser, as one program: in the package, it is `dist/compiler.cjs`. */
export { buildCatalog } from "../../endpoints/build/build-catalog.ts";
export { serve } from "./serve.ts";
