/** The folders of every project, relative to its root. */
export const workflowsFolder = "workflows";
export const artifactsFolder = "dist-workflows";
/** Declarations of endpoints. */
export const modelsFolder = `${workflowsFolder}/models`;
