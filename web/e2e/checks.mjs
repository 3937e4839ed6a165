// What holds of every screen: it fits, what is touched is large enough, no key stands where a word should, and axe finds nothing serious.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const groups = Object.keys(JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))).join('|')

/** Runs in the page. Complaints about width, targets, cut words and left-over keys. */
function look(groups) {
  const complaints = []
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (wide > 0) {
    const culprits = [...document.querySelectorAll('main *, article *')].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest('[class*=scroll], .tabs, svg'))
    complaints.push(`is ${wide} px too wide: ${culprits.slice(0, 3).map((one) => `${one.tagName}.${one.className}`).join(' ')}`)
  }
  const touched = 'button, a[href], summary, select, textarea, input:not([type=file], [type=hidden]), [role=button], [role=tab], [role=radio], [role=checkbox], [role=switch], [role=option], [role=combobox], [role=menuitem], [tabindex="0"]'
  const seen = (one) => {
    const style = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !one.closest('[aria-hidden=true], [inert]') && !one.matches('.visually-hidden, .visually-hidden *, .skip')
  }
  const name = (one) => `${one.tagName.toLowerCase()}.${String(one.className.baseVal ?? one.className).split(' ').join('.')} "${one.textContent.trim().slice(0, 24)}"`
  for (const one of document.querySelectorAll(touched)) {
    if (!seen(one)) continue
    // The drawing of the roadways has the list beside it; a region that only scrolls is not touched; a link in the middle of a sentence is as high as its line.
    if (one.closest('svg') || (one.matches('[tabindex="0"]') && !one.matches('a, button, input, [role]')) || (one.matches('a') && one.closest('p'))) continue
    const box = (one.closest('.q-field__control, .q-toggle, .q-checkbox, label') ?? one).getBoundingClientRect()
    // A month of the roster at the desk is dense on purpose (the phone has a list of days): still above the 24 px of WCAG 2.2.
    const least = one.closest('[data-dense]') && document.documentElement.clientWidth >= 900 ? 32 : 47.5
    if (box.height < least || box.width < least) complaints.push(`has a small target: ${name(one)} ${Math.round(box.width)}×${Math.round(box.height)}`)
  }
  for (const one of document.querySelectorAll('button, .chip, .action, h1, h2, [role=tab]')) {
    if (!seen(one) || one.closest('.clip') || one.matches('.clip') || one.querySelector('.clip')) continue
    if (one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== 'inline') complaints.push(`cuts its words: ${name(one)}`)
  }
  const keys = document.body.innerText.match(/\b[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*\b/g)?.filter((word) => new RegExp(`^(${groups})\\.`).test(word)) ?? []
  if (keys.length) complaints.push(`shows keys instead of words: ${keys.slice(0, 5)}`)
  return complaints
}
export const looks = (page) => page.evaluate(look, groups)

/** Serious and critical findings of axe; `rules`: only these. */
export async function axeFindings(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate(async (only) => {
    const result = await window.axe.run(document, { resultTypes: ['violations'], ...(only ? { runOnly: { type: 'rule', values: only } } : { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }) })
    return result.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => ({ rule: one.id, nodes: one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`) }))
  }, rules)
  return found.map((one) => `axe, ${one.rule}: ${one.nodes.join(' | ')}`)
}
