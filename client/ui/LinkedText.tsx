import { linked } from '../lib/links.ts'

/** A text as text, React escapes it, in which http(s) addresses are links that open beside the app. */
export function LinkedText({ text }: { text: string }) {
  return linked(text).map(({ text: part, href, at }) =>
    href ? (
      <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
