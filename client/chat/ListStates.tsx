import { Skeleton } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.ts'
import { Blank } from '../ui/Blank.tsx'
import classes from './MessageList.module.css'

export function Loading() {
  const t = useTexts()
  return (
    <div className={classes.loading} role="status" aria-label={t('chat.loading')}>
      {[62, 38, 80, 45, 70].map((width) => (
        <div key={width} className={classes.ghost}>
          <Skeleton width={36} height={36} radius="md" />
          <div>
            <Skeleton width={130} height={11} mb={9} />
            <Skeleton width={`${width}%`} height={13} />
          </div>
        </div>
      ))}
    </div>
  )
}

export function Empty() {
  const t = useTexts()
  return (
    <Blank icon={<IconMessageCircle size={40} stroke={1.4} />} title={t('chat.empty')}>
      {t('chat.emptyAbout')}
    </Blank>
  )
}
