import { useState } from 'react'
import type { Presence } from '../gql/graphql.ts'
import classes from './Avatar.module.css'
import { usePicture } from './pictures.ts'

const hues = [188, 24, 262, 146, 338, 210, 48, 300]

type Props = { login: string; name: string; size?: number; presence?: Presence }

/**
 * Somebody's picture, and until it is there, or without one, initials on a colour that belongs to the login; with
 * `presence` also a dot. Decoration: the name, and how somebody is there, stand beside it.
 */
export function Avatar({ login, name, size = 36, presence }: Props) {
  const picture = usePicture(login)
  const [broken, setBroken] = useState<string | null>(null)
  const hue = hues[[...login].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues.length]
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={classes.avatar}
      style={
        {
          width: size,
          height: size,
          fontSize: size * 0.38,
          '--hue': hue,
          '--dot': size < 28 ? '11px' : '13px',
        } as React.CSSProperties
      }
    >
      {picture !== null && picture !== broken && (
        // Decoded at once, so that no initials flash where a row comes back into sight.
        <img
          src={picture}
          alt=""
          decoding="sync"
          draggable={false}
          className={classes.picture}
          onError={() => setBroken(picture)}
        />
      )}
      {presence !== undefined && <span className={classes.dot} data-presence={presence} />}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean)
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? '')][0]) : [...name].slice(0, 2)
  return letters.join('').toUpperCase()
}
