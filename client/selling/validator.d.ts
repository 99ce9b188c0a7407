// The package has no types of its own, and those of @types/validator are for its CommonJS build alone.
declare module 'validator/es/lib/isTaxID.js' {
  /** Throws for a locale that it does not know. */
  export default function isTaxID(text: string, locale: string): boolean
}
declare module 'validator/es/lib/isPostalCode.js' {
  export default function isPostalCode(text: string, country: string): boolean
  export const locales: readonly string[]
}
declare module 'validator/es/lib/isISO31661Alpha2.js' {
  export const CountryCodes: ReadonlySet<string>
}
