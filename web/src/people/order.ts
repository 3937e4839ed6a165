// The Chinese figures from zero to ten, by their code points.
const figures = '\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341'
const counted = (name: string) => name.replace(new RegExp(`[${figures}]`, 'g'), (figure) => String(figures.indexOf(figure)))
/** Crew one before crew two before crew three, which no alphabet knows. */
export function byName(one: { name: string }, other: { name: string }): number {
  return counted(one.name).localeCompare(counted(other.name), 'zh', { numeric: true })
}
