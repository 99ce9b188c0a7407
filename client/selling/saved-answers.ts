import { scoped } from '../lib/base.ts'
import type { PriceValues } from './price-form.ts'

const key = (productCode: string) => `${scoped('parley.price')}.${productCode}`

/** What was entered for a product in this tab, so that going back from the offer to change something loses nothing. */
export function loadAnswers(productCode: string): Partial<PriceValues> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(productCode)) ?? 'null')
  } catch {
    return null
  }
}

export function saveAnswers(productCode: string, values: PriceValues): void {
  try {
    sessionStorage.setItem(key(productCode), JSON.stringify(values))
  } catch {}
}

export const removeAnswers = (productCode: string): void => sessionStorage.removeItem(key(productCode))
