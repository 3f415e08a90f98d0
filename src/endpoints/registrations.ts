/**
 * Endpoints that create something on the server which a later call can name: a voice, a style. Trainers are not
 * listed: the URL of the weights they produce is known only from their result. From the types and doc comments of
 * `@fal-ai/client` 1.10.1; each row quotes its source. `test/endpoints/registrations.test.ts` compares the list with the
 * catalogue.
 */
export interface Registration {
  /** Ids of the endpoints that create it. */
  readonly makers: RegExp;
  /** What they create, with an article. */
  readonly thing: string;
  /** The prefix of the endpoints that can use it. */
  readonly users: string;
  /** The fields of those endpoints that name it, at any depth; for a list of names, the list. */
  readonly fields: readonly string[];
}

const registrations: readonly Registration[] = [
  {
    // `custom_voice_id`: "The cloned voice ID for use with TTS", "The voice_id of the generated voice".
    makers: /^fal-ai\/minimax\/voice-(?:clone|design)$/,
    thing: "a voice",
    users: "fal-ai/minimax/",
    fields: ["voice_id"],
  },
  {
    // `voice_id`: "Unique identifier for the created voice". `voice_ids`: "Get voice IDs from the kling video create-voice endpoint".
    makers: /^fal-ai\/kling-video\/create-voice$/,
    thing: "a voice",
    users: "fal-ai/kling-video/",
    fields: ["voice_ids", "voice_id"],
  },
  {
    // `style_id`: "The ID of the created style, this ID can be used to reference the style in the future".
    makers: /^fal-ai\/recraft\/v3\/create-style$/,
    thing: "a style",
    users: "fal-ai/recraft",
    fields: ["style_id"],
  },
  {
    // `profile_id`: "The Photalabs profile ID".
    makers: /^fal-ai\/phota\/create-profile$/,
    thing: "a profile",
    users: "fal-ai/phota",
    fields: ["profile_ids"],
  },
  {
    // `id`: "API character ID (format char_...). Use this in character_ids when generating video".
    makers: /^fal-ai\/sora-2\/characters$/,
    thing: "a character",
    users: "fal-ai/sora-2/",
    fields: ["character_ids"],
  },
];

/** What the endpoint creates; `undefined` if it has no lasting effect. */
export function registrationOf(id: string): Registration | undefined {
  return registrations.find(({ makers }) => makers.test(id));
}
