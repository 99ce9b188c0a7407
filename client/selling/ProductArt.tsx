import type { ReactNode } from 'react'
import classes from './ProductArt.module.css'

const scenes: Record<string, () => ReactNode> = { plane: Travel, building: House, apple: Farm, car: Road }

/** A product's picture, drawn here by the catalogue's `icon`. Decoration: the name of the product stands beside it. */
export function ProductArt({ icon, className }: { icon: string; className?: string }) {
  const Scene = scenes[icon] ?? Umbrella
  return (
    <svg viewBox="0 0 320 150" className={`${classes.art} ${className ?? ''}`} aria-hidden="true" focusable="false">
      <rect width="320" height="150" className={classes.sky} />
      <Scene />
    </svg>
  )
}

function Travel() {
  return (
    <>
      <circle cx="252" cy="46" r="24" className={classes.sun} />
      <path d="M0 128 62 82l40 30 52-48 66 56 44-28 56 36v22H0Z" className={classes.far} />
      <path d="M0 140c60-22 120-22 180-8s100 6 140-6v24H0Z" className={classes.near} />
      <path d="M34 112c38-46 76-62 124-60" className={classes.trail} />
      <g transform="translate(176 48) rotate(-8)">
        <path
          className={classes.ink}
          d="M-30 0c0-4 6-6 14-6H4L-10-30h9L20-6h14c8 0 15 2.500 15 6s-7 6-15 6H20L-1 30h-9L4 6h-20l-8 10h-7l4-13Z"
        />
      </g>
      <path d="M40 52a11 11 0 0 1 21-4 9 9 0 0 1 13 8 7 7 0 0 1-2 14H42a9 9 0 0 1-2-18Z" className={classes.paper} />
    </>
  )
}

function House() {
  return (
    <>
      <circle cx="66" cy="44" r="20" className={classes.sun} />
      <path d="M0 122c70-16 130-14 190-8s90 2 130-6v42H0Z" className={classes.near} />
      <rect x="196" y="52" width="54" height="72" className={classes.far} />
      <path d="M206 64h10v10h-10zm24 0h10v10h-10zm-24 20h10v10h-10zm24 0h10v10h-10z" className={classes.paper} />
      <rect x="112" y="74" width="86" height="50" className={classes.paper} />
      <path d="m100 78 55-42 55 42h-14l-41-31-41 31Z" className={classes.accent} />
      <path d="M145 96h20v28h-20z" className={classes.ink} />
      <path d="M122 88h14v14h-14zm52 0h14v14h-14z" className={classes.far} />
      <path d="M70 124v-16" className={classes.stem} />
      <circle cx="70" cy="94" r="18" className={classes.leaf} />
      <path d="M272 124v-10" className={classes.stem} />
      <circle cx="272" cy="104" r="13" className={classes.leaf} />
    </>
  )
}

function Farm() {
  return (
    <>
      <circle cx="262" cy="42" r="22" className={classes.sun} />
      <path d="M0 96c60-18 120-14 170-4s100 8 150-8v66H0Z" className={classes.far} />
      <path d="M0 118c80-16 180-14 320-2v34H0Z" className={classes.near} />
      <path
        d="M18 150c8-14 18-24 34-34m16 34c2-14 6-24 14-35m38 35c-2-14-2-24 0-36m50 36c-6-14-10-24-12-35m66 35c-10-14-18-24-28-34m74 34c-12-12-22-20-34-28"
        className={classes.furrow}
      />
      <path d="M52 66 84 46l32 20v40H52Z" className={classes.accent} />
      <path d="M46 68 84 44l38 24-4 6-34-21-34 21Z" className={classes.ink} />
      <path d="M72 78h24v28H72z" className={classes.paper} />
      <path d="m72 78 24 28m0-28-24 28" className={classes.cross} />
      <path d="M204 106V80" className={classes.stem} />
      <circle cx="204" cy="68" r="26" className={classes.leaf} />
      <circle cx="194" cy="62" r="4.500" className={classes.accent} />
      <circle cx="212" cy="70" r="4.500" className={classes.accent} />
      <circle cx="200" cy="80" r="4.500" className={classes.accent} />
    </>
  )
}

function Road() {
  return (
    <>
      <circle cx="70" cy="48" r="22" className={classes.sun} />
      <path d="M0 104c50-26 90-30 140-14s110 4 180-24v60H0Z" className={classes.far} />
      <rect y="112" width="320" height="38" className={classes.road} />
      <path d="M8 133h34m28 0h34m28 0h34m28 0h34m28 0h34" className={classes.lane} />
      <g transform="translate(108 62)">
        <path
          className={classes.accent}
          d="M4 52c-4 0-6-3-5-8l2-8c1-4 4-6 9-7l16-3L40 9c3-5 7-7 13-7h30c6 0 10 2 14 6l16 16 16 3c6 1 9 5 9 11v8c0 4-2 6-6 6Z"
        />
        <path className={classes.paper} d="M40 25 49 12c2-2 3-3 6-3h10v16Zm31-16h12c4 0 6 1 8 4l10 12H71Z" />
        <circle cx="32" cy="52" r="13" className={classes.ink} />
        <circle cx="32" cy="52" r="5" className={classes.paper} />
        <circle cx="106" cy="52" r="13" className={classes.ink} />
        <circle cx="106" cy="52" r="5" className={classes.paper} />
      </g>
    </>
  )
}

/** For a product whose icon is not known here. */
function Umbrella() {
  return (
    <>
      <circle cx="238" cy="46" r="22" className={classes.sun} />
      <path d="M0 124c90-18 220-18 320-4v30H0Z" className={classes.near} />
      <path
        d="M160 34c-36 0-62 24-66 56 12-8 24-8 33 0 9-8 24-8 33 0 9-8 24-8 33 0 9-8 21-8 33 0-4-32-30-56-66-56Z"
        className={classes.accent}
      />
      <path d="M160 28v84c0 10-14 10-14 0" className={classes.handle} />
    </>
  )
}
