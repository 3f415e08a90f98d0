import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default flux;
