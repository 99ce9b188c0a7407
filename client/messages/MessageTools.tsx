import { ActionIcon, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { memo, useLayoutEffect, useRef } from 'react'
import { EmojiButton } from '../emoji/EmojiButton.tsx'
import { readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { releaseRow, setActiveRows, useIsActiveRow } from './active-rows.ts'
import classes from './MessageTools.module.css'
import { type ActionsMessage, MessageActions_message, messageDialog } from './message-dialogs.ts'
import { useMessageActions } from './useMessageActions.ts'
import { useReact } from './useReact.ts'

/** What one can do with a message, at its upper edge. Only the rows that somebody points at or is in have any. */
export const MessageTools = memo(function MessageTools({ message }: { message: ActionsMessage }) {
  const { id } = readFragment(MessageActions_message, message)
  return useIsActiveRow(id) && <Tools message={message} />
})

function Tools({ message }: { message: ActionsMessage }) {
  const t = useTexts()
  const { id, mayWrite, reply, actions } = useMessageActions(message)
  const react = useReact()
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const more = useRef<HTMLButtonElement>(null)
  const hold = (opened: boolean) => (opened ? setActiveRows({ held: id }) : releaseRow(id))
  useLayoutEffect(() => () => releaseRow(id), [id])

  const moreButton = (
    <ActionIcon
      ref={more}
      variant="subtle"
      color="gray"
      size={30}
      aria-label={t('messages.actions')}
      title={t('messages.actions')}
      aria-haspopup={touch ? 'dialog' : 'menu'}
      onClick={touch ? () => messageDialog.set({ kind: 'actions', message }) : undefined}
    >
      <IconDots size={18} />
    </ActionIcon>
  )
  return (
    <div className={classes.tools} data-tools="">
      {mayWrite && (
        <>
          <EmojiButton
            label={t('messages.addReaction')}
            size={30}
            position="bottom-end"
            withQuickRow
            onPick={(emoji) => react(id, emoji, true)}
            onOpenChange={hold}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={reply.name}
            title={reply.name}
            onClick={reply.run}
          >
            <reply.icon size={18} />
          </ActionIcon>
        </>
      )}
      {touch ? (
        moreButton
      ) : (
        // An action may take the focus elsewhere: then it must not be brought back. Without a placeholder, which is no
        // menu item, the first item has the focus.
        <Menu position="bottom-end" shadow="md" onChange={hold} returnFocus={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>{moreButton}</Menu.Target>
          <Menu.Dropdown aria-label={t('messages.actions')}>
            {actions.map(({ name, icon: Icon, isGrave, run }) => (
              <Menu.Item
                key={name}
                leftSection={<Icon size={17} aria-hidden="true" />}
                className={isGrave ? classes.grave : undefined}
                onClick={() => {
                  run()
                  requestAnimationFrame(() => document.activeElement === document.body && more.current?.focus())
                }}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
