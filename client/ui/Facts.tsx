import classes from './Facts.module.css'

type Props = {
  facts: readonly (readonly [name: string, value: string])[]
  /** The names are whole sentences. */
  wide?: boolean
}

/** Names and values, one below the other. */
export function Facts({ facts, wide = false }: Props) {
  return (
    <dl className={classes.facts} data-wide={wide}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
