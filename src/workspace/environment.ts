/** The environment variables of whoever asks. Always passed in: a workspace has nothing from its process. */
export type Environment = Readonly<Record<string, string | undefined>>;
