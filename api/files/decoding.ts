import sharp, { type Sharp } from 'sharp'
import { maxPixels } from './inspection.ts'

sharp.cache(false)
sharp.concurrency(1)
// Only the decoders of what browsers show: none that reads other files or runs scripts.
sharp.block({ operation: ['VipsForeignLoad'] })
const decoders = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((name) => `VipsForeignLoad${name}`)
sharp.unblock({ operation: decoders })

/**
 * An image as it is shown, to be scaled. What the camera wrote about place and time is left out of what is made of it, as
 * sharp does unless it is asked to keep it. What is broken or too large fails when it is read.
 */
export function openImage(content: Buffer): Sharp {
  return sharp(content, { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true })
}
