import { linked } from './links.ts'
import classes from './MessageText.module.css'

/**
 * A text as text: React escapes it, line breaks are kept by style, and its direction is its own, so that right-to-left
 * or control characters cannot reorder what stands around it.
 */
export function MessageText({ text }: { text: string }) {
  return (
    <div className={classes.text} dir="auto">
      {linked(text).map(({ text: part, href, at }) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  )
}
