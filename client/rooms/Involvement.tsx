import { Button, Popover, Radio, Stack } from '@mantine/core'
import { IconAt, IconBell, IconBellOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Involvement } from '../gql/graphql.ts'
import { useTexts } from '../texts/texts.ts'
import actions from './RoomActions.module.css'
import { useRoomMutations } from './room-mutations.ts'

const choices = {
  EVERYTHING: { label: 'rooms.everything', about: 'rooms.everythingAbout', icon: IconBell },
  MENTIONS: { label: 'rooms.mentions', about: 'rooms.mentionsAbout', icon: IconAt },
  NOTHING: { label: 'rooms.nothing', about: 'rooms.nothingAbout', icon: IconBellOff },
} as const
const inOrder = ['EVERYTHING', 'MENTIONS', 'NOTHING'] as const

type Props = { roomId: string; involvement: Involvement }

/** What one wants to be called for in a room. */
export function InvolvementChoice({ roomId, involvement }: Props) {
  const t = useTexts()
  const { setInvolvement } = useRoomMutations(roomId)
  // Shown at once, and until the room's entry in the list says so.
  const [wanted, setWanted] = useState<{ value: Involvement; before: Involvement } | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  async function choose(value: string) {
    const next = inOrder.find((each) => each === value)
    if (!next) return
    setWanted({ value: next, before: involvement })
    const refusal = await setInvolvement(next)
    setWrong(refusal)
    if (refusal !== null) setWanted(null)
  }
  return (
    <Radio.Group
      label={t('rooms.callMeFor')}
      value={wanted?.before === involvement ? wanted.value : involvement}
      onChange={choose}
      error={wrong}
      errorProps={{ role: 'alert' }}
    >
      <Stack gap={8} mt={6}>
        {inOrder.map((value) => (
          <Radio key={value} value={value} label={t(choices[value].label)} description={t(choices[value].about)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** The same as one button: it says how it is now. */
export function InvolvementButton({ roomId, roomName, involvement }: Props & { roomName: string }) {
  const t = useTexts()
  const { icon: Icon, label } = choices[involvement]
  return (
    <Popover width={270} radius="lg" shadow="md" position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          className={actions.sign}
          leftSection={<Icon size={16} aria-hidden="true" />}
          aria-label={t('rooms.callMeForIn', { what: t(label), room: roomName })}
        >
          {t(label)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('rooms.callMeFor')}>
        <InvolvementChoice roomId={roomId} involvement={involvement} />
      </Popover.Dropdown>
    </Popover>
  )
}
