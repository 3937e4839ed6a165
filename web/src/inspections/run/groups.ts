import type { language } from '@/api/types'
import type { checklist_item } from '../types'

export interface item_group<T = checklist_item> { name: string; items: { item: T; index: number }[] }

/** The items in their groups, as they follow each other; a group that comes again is not torn apart. */
export function groupsOf<T extends Pick<checklist_item, 'group_zh' | 'group_en'>>(items: readonly T[], language: language): item_group<T>[] {
  const found: item_group<T>[] = []
  items.forEach((item, index) => {
    const name = language === 'zh' ? item.group_zh : item.group_en
    let group = found.find((one) => one.name === name)
    if (!group) { group = { name, items: [] }; found.push(group) }
    group.items.push({ item, index })
  })
  return found
}
