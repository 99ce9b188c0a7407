declare const brand: unique symbol

/**
 * A value that has passed a check, by the name of what was checked: only the functions that check make one, so a plain
 * number or text cannot be taken for it by mistake. At run time it is the plain value.
 */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
