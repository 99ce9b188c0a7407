import { UnstyledButton } from '@mantine/core'
import classes from './SearchPage.module.css'

/** What a search understands besides words. `add` is what begins such a filter. */
const filters = [
  { add: 'from:', example: 'from:jimmy.solid', about: 'written by somebody; from:me for your own' },
  { add: 'in:', example: 'in:"Motor claims"', about: 'in a room, by its name' },
  { add: 'after:', example: 'after:2026-03-31', about: 'sent after that day' },
  { add: 'before:', example: 'before:2026-05-01', about: 'sent before that day' },
  { add: 'has:link', example: 'has:link', about: 'with a web address' },
  { add: 'has:file', example: 'has:file', about: 'with a file' },
  { add: '"', example: '"price list"', about: 'these words, one after the other' },
]

type Props = { opened: boolean; onAdd(filter: string): void }

/** How a search is narrowed down; each filter can be put into the field. */
export function SearchHelp({ opened, onAdd }: Props) {
  return (
    <details key={String(opened)} className={classes.help} open={opened}>
      <summary>How to narrow it down</summary>
      <p className={classes.about}>
        A message is found when it has all the words, each whole or its beginning, in any order, whatever the accents.
      </p>
      <ul className={classes.filters}>
        {filters.map(({ add, example, about }) => (
          <li key={example}>
            <UnstyledButton
              className={classes.filter}
              aria-label={`Add ${example}: ${about}`}
              onClick={() => onAdd(add)}
            >
              <code>{example}</code>
            </UnstyledButton>
            <span>{about}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
