import type { AnswerOrder } from "../../workspace/verify/messages.ts";

/** `as called`, `reversed`, `shuffled by seed 1` */
export function printOrder(order: AnswerOrder): string {
  if (typeof order === "object") return `shuffled by seed ${order.seed}`;
  return order === "as-called" ? "as called" : order;
}
