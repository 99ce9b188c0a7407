/** What can stand in a text between braces and is no name: a branch of a plural or a select. */
type NoName = ' ' | ',' | '#' | '{' | '}'

type Argument<Name extends string, Value> = Name extends '' | `${string}${NoName}${string}`
  ? never
  : { name: Name; value: Value }

/** The argument that begins after an opening brace. A branch of one word would count as one: write whole sentences. */
type ArgumentAt<After extends string> =
  | (After extends `${infer Name}}${string}` ? Argument<Name, string | number> : never)
  | (After extends `${infer Name}, number${string}` ? Argument<Name, number> : never)
  | (After extends `${infer Name}, plural,${string}` ? Argument<Name, number> : never)
  | (After extends `${infer Name}, select,${string}` ? Argument<Name, string> : never)

type ArgumentIn<Text extends string> = Text extends `${string}{${infer After}`
  ? ArgumentAt<After> | ArgumentIn<After>
  : never

/** The values that an ICU message needs, by the names of its arguments: `{count, plural, …}` needs a number `count`. */
export type ArgumentsOf<Text extends string> = {
  [Each in ArgumentIn<Text> as Each['name']]: Each['value']
}

/** The tags of a text, `<b>…</b>`: their content is given to a function of that name. */
export type TagsOf<Text extends string> = Text extends `${string}</${infer Tag}>${infer After}`
  ? Tag | TagsOf<After>
  : never
