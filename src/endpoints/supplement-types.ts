/**
 * The endpoints of `supplement.ts` as types, for the authoring API. A test keeps the two in step. They are written
 * like those of `@fal-ai/client`; their sources are in `supplement.ts`.
 */
export type SupplementTypeMap = {
  "fal-ai/text-concat": {
    input: { text1: string; text2: string };
    output: { results: string };
  };
  "fal-ai/workflow-utilities/merge-text": {
    input: {
      texts: Array<string>;
      /** Default value: `""` */
      separator?: string;
    };
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
  "fal-ai/workflow-utilities/pick-image-by-index": {
    input: {
      image_urls: Array<string>;
      /** 1-based position of the image to return. Value 1 returns the first image, 2 returns the second, and so on. */
      index: number;
      /** What is returned when `index` exceeds the length of `image_urls`. Default value: `first-image` */
      fallback_index?: "first-image" | "last-image";
    };
    output: { image: SupplementImage; images: Array<SupplementImage> };
  };
  "fal-ai/any-llm": {
    input: SupplementLanguageModelInput;
    output: SupplementLanguageModelOutput;
  };
  "fal-ai/any-llm/vision": {
    input: SupplementVisionModelInput;
    output: SupplementLanguageModelOutput;
  };
  "fal-ai/recraft-v3": {
    input: {
      prompt: string;
      /** Default value: `square_hd` */
      image_size?:
        | { width?: number; height?: number }
        | "square_hd"
        | "square"
        | "portrait_4_3"
        | "portrait_16_9"
        | "landscape_4_3"
        | "landscape_16_9";
      /** Default value: `"realistic_image"` */
      style?: string;
      colors?: Array<{ r?: number; g?: number; b?: number }>;
      style_id?: string;
    };
    output: { images: Array<SupplementImage> };
  };
  "fal-ai/workflowutils/canny": {
    input: SupplementEdgesInput;
    output: { image: SupplementImage };
  };
  "fal-ai/imageutils/canny": {
    input: SupplementEdgesInput;
    output: { image: SupplementImage };
  };
  "openai/gpt-image-2": {
    input: { prompt: string; quality?: string; image_size?: unknown; output_format?: string };
    output: { images: Array<SupplementImage>; [key: string]: unknown };
  };
};

/** An image file as fal's endpoints usually return it. */
export type SupplementImage = {
  url: string;
  content_type?: string;
  file_name?: string;
  file_size?: number;
  height?: number;
  width?: number;
};

export type SupplementLanguageModelInput = {
  prompt: string;
  system_prompt?: string;
  model?: string;
  reasoning?: boolean;
  /** Default value: `"latency"` */
  priority?: "throughput" | "latency";
  temperature?: number;
  max_tokens?: number;
};

export type SupplementVisionModelInput = {
  prompt: string;
  system_prompt?: string;
  model?: string;
  reasoning?: boolean;
  /** Default value: `"latency"` */
  priority?: "throughput" | "latency";
  temperature?: number;
  max_tokens?: number;
  image_urls?: Array<string>;
};

export type SupplementLanguageModelOutput = {
  output: string;
  reasoning?: string;
  partial?: boolean;
  error?: string;
};

export type SupplementEdgesInput = {
  image_url: string;
  low_threshold?: number;
  high_threshold?: number;
};
