import { disguisedHost, linked } from '../lib/links.ts'
import { useTexts } from '../texts/texts.ts'

/** A text as text, React escapes it, in which web and e-mail addresses are links. */
export function LinkedText({ text }: { text: string }) {
  return linked(text).map(({ text: part, href, at }) =>
    href ? <TextLink key={at} href={href} text={part} host={disguisedHost(part, href)} /> : part,
  )
}

/** An address that somebody wrote: it opens beside the app, and says its real `host` where the text could deceive. */
export function TextLink({ href, text, host }: { href: string; text: string; host: string | null }) {
  const t = useTexts()
  return (
    <>
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        title={host ? t('ui.leadsTo', { host }) : undefined}
      >
        {text}
      </a>
      {host && ` (${host})`}
    </>
  )
}
