/** The folders of every project, relative to its root. */
export const workflowsFolder = "workflows";
export const artifactsFolder = "dist-workflows";
/** Declarations of endpoints. */
export const modelsFolder = `${workflowsFolder}/models`;
/** What endpoints cost. Its name is no endpoint id, so that it declares none. */
export const pricesFile = `${modelsFolder}/prices.json`;
