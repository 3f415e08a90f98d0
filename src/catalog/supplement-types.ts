/**
 * The endpoints of `supplement.ts` as types, for the authoring API. A test holds the two in step. They are
 * written like those of `@fal-ai/client`; where each comes from stands in `supplement.ts`.
 */
export type SupplementTypeMap = {
  "fal-ai/text-concat": {
    input: { text1: string; text2: string };
    output: { results: string };
  };
  "fal-ai/workflow-utilities/merge-text": {
    input: { texts: Array<string>; separator?: string };
    output: { text: string };
  };
  "fal-ai/workflow-utilities/crop-image": {
    input: {
      image_url: string;
      x_percent?: number;
      y_percent?: number;
      width_percent?: number;
      height_percent?: number;
    };
    output: { image: SupplementImage };
  };
};

/** An image file as fal's endpoints commonly answer it. */
export type SupplementImage = {
  url: string;
  content_type?: string;
  file_name?: string;
  file_size?: number;
  height?: number;
  width?: number;
};
