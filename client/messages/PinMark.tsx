import { IconPinFilled } from '@tabler/icons-react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './PinMark.module.css'

const PinMark_message = graphql(`fragment PinMark_message on Message { pinnedAt pinnedBy { name } }`)

/** Says that a message is pinned, and by whom; nothing of one that is not. */
export function PinMark({ message }: { message: FragmentType<typeof PinMark_message> }) {
  const t = useTexts()
  const { pinnedAt, pinnedBy } = readFragment(PinMark_message, message)
  if (pinnedAt == null || pinnedBy == null) return null
  return (
    <span className={classes.mark}>
      <IconPinFilled size={13} aria-hidden="true" />
      {t('messages.pinnedBy', { name: pinnedBy.name })}
    </span>
  )
}
