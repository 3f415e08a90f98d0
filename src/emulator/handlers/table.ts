/** The endpoints that can be executed without a model. The first match answers. */
import { cropImage } from "./crop-image.ts";
import type { Handler } from "./handler.ts";
import { joinText } from "./join-text.ts";
import { pickImage } from "./pick-image.ts";
import { removeBackground } from "./remove-background.ts";
import { upscaleImage } from "./upscale-image.ts";

export const handlers: readonly Handler[] = [joinText, cropImage, pickImage, removeBackground, upscaleImage];
