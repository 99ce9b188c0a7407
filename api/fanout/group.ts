import type { Follower } from '../feed/follow.ts'
import type { Entry } from '../feed/log.ts'
import type { Turnstile } from '../turnstile.ts'
import type { Member } from './member.ts'
import { type ExecuteShared, type Payload, Payloads, Personal } from './payloads.ts'

/** Bytes written to a reader before it is asked whether it takes more: with its own buffer the bound of a stalled reader. */
const maxWrite = 65_536

/**
 * Subscribers of one topic who asked the same: each entry is executed once, serialised once, and written to all of
 * them together. A member that replays, or whose socket is full, has a place of its own and comes back to the others
 * when it has caught up; nothing is buffered for it meanwhile.
 *
 * Safe by construction: the execution has no viewer to ask. An operation that asks nevertheless makes the group
 * personal, which executes for each member with its own rights; an entry with an audience is written only to members
 * who may see it, judged one by one at that moment.
 */
export class Group {
  readonly #tail: Follower['tail']
  readonly #payloads: Payloads
  readonly #turnstile: Turnstile
  readonly #onEmpty: () => void
  readonly #leaveTail: () => void
  /** Everything up to here has been handed to the members in step. */
  #place: number
  readonly #inStep = new Set<Member>()
  /** Joined at a place that the group, still executing, has not reached. */
  readonly #ahead = new Set<Member>()
  #members = 0
  #pumping = false
  #personal = false

  constructor(
    source: Pick<Follower, 'tail' | 'log'>,
    execute: ExecuteShared,
    turnstile: Turnstile,
    onEmpty: () => void,
  ) {
    this.#tail = source.tail
    this.#payloads = new Payloads(source, execute)
    this.#turnstile = turnstile
    this.#onEmpty = onEmpty
    this.#place = source.tail.head
    this.#leaveTail = source.tail.join(() => this.#pump())
  }

  join(member: Member): void {
    this.#members++
    this.#settle(member)
  }

  /** To be called once for each member that joined. */
  leave(member: Member): void {
    this.#inStep.delete(member)
    this.#ahead.delete(member)
    if (--this.#members > 0) return
    this.#leaveTail()
    this.#onEmpty()
  }

  #settle(member: Member): void {
    if (member.ended || !member.outlet.open) return
    if (this.#personal) member.goPersonal()
    else if (member.place > this.#place) this.#ahead.add(member)
    else if (member.place === this.#place && !member.outlet.full) this.#inStep.add(member)
    else this.#walk(member).catch((error) => this.#fail(member, error))
  }

  #pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    this.#handOut()
      .catch((error) => {
        for (const member of [...this.#inStep, ...this.#ahead]) this.#fail(member, error)
      })
      .finally(() => {
        this.#pumping = false
        if (this.#place < this.#tail.head && this.#members > 0 && !this.#personal) this.#pump()
      })
  }

  // What arrives while it executes and writes is taken together by the next round: the busier, the larger the batches.
  async #handOut(): Promise<void> {
    while (this.#place < this.#tail.head && this.#members > 0 && !this.#personal) {
      const payloads = await this.#payloads.after(this.#place, this.#tail.head)
      for (const run of runsOf(payloads)) this.#write(run)
      this.#place += payloads.length
      for (const member of this.#ahead) {
        if (member.place > this.#place) continue
        this.#ahead.delete(member)
        this.#settle(member)
      }
    }
  }

  #write(run: Run): void {
    // By kind of framing.
    const pieces = new Map<number | string, readonly string[]>()
    for (const member of this.#inStep) {
      if (member.outlet.full) {
        this.#inStep.delete(member)
        this.#walk(member).catch((error) => this.#fail(member, error))
        continue
      }
      member.place = run.last
      if (run.restricted && !member.maySee(run.restricted)) continue
      const { framing } = member
      let shared = pieces.get(framing.kind)
      if (!shared) {
        shared = framing.pieces(run.payloads)
        pieces.set(framing.kind, shared)
      }
      member.outlet.push(shared.join(framing.own))
    }
  }

  /** Brings a member from its own place to the group's, as fast as its socket takes it. */
  async #walk(member: Member): Promise<void> {
    while (
      member.outlet.open &&
      !member.ended &&
      !this.#personal &&
      (member.outlet.full || member.place < this.#place)
    ) {
      if (member.outlet.full) await new Promise<void>((drained) => member.outlet.onDrained(drained))
      else await this.#replay(member)
    }
    this.#settle(member)
  }

  async #replay(member: Member): Promise<void> {
    const payloads = await this.#payloads.after(member.place, this.#place)
    await this.#turnstile.pass()
    for (const run of runsOf(payloads)) {
      if (member.ended || member.outlet.full) return
      member.place = run.last
      if (run.restricted && !member.maySee(run.restricted)) continue
      member.outlet.push(member.framing.pieces(run.payloads).join(member.framing.own))
      // Now and not at the end of the turn, so that a full socket shows before the next run.
      member.outlet.flush()
    }
  }

  #fail(member: Member, error: unknown): void {
    if (error instanceof Personal) {
      this.#becomePersonal()
      this.#settle(member)
    } else member.fail(error)
  }

  #becomePersonal(): void {
    this.#personal = true
    const members = [...this.#inStep, ...this.#ahead]
    this.#inStep.clear()
    this.#ahead.clear()
    for (const member of members) member.goPersonal()
  }
}

/** Payloads that are written together; `restricted` is the entry of one that not everybody may see. */
type Run = { payloads: string[]; last: number; restricted: Entry | null }

function runsOf(payloads: readonly Payload[]): Run[] {
  const runs: Run[] = []
  let size = 0
  for (const { entry, bytes } of payloads) {
    const run = runs.at(-1)
    const restricted = entry.audience === null ? null : entry
    if (!run || run.restricted || restricted || size + bytes.length > maxWrite) {
      runs.push({ payloads: [bytes], last: entry.seq, restricted })
      size = bytes.length
    } else {
      run.payloads.push(bytes)
      run.last = entry.seq
      size += bytes.length
    }
  }
  return runs
}
