/** A square of an image, in pixels of the image as it is shown. */
export type Square = { x: number; y: number; size: number }

type Area = { x: number; y: number; width: number; height: number }

/** The square that was chosen, in whole pixels and within the image: what is chosen on the screen lies between pixels. */
export function squareIn(image: { width: number; height: number }, chosen: Area): Square {
  const size = Math.max(1, Math.min(Math.round(Math.min(chosen.width, chosen.height)), image.width, image.height))
  const within = (at: number, end: number) => Math.min(Math.max(0, Math.round(at)), end - size)
  return { x: within(chosen.x, image.width), y: within(chosen.y, image.height), size }
}
