import type { exception_kind, shift_definition } from '@/api/administration'
import { carryOut, versionSeen } from '@/outbox/carryOut'
import type { picked_photo } from '@/design/photos'
import { attachmentMark } from '@/outbox/mark'
import type { outcome } from '@/outbox/queue'

// Everything that is changed about people. All of it goes out through the outbox.

type body = Record<string, unknown>

export function joinPerson(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'person', kind: 'person_join', path: '/people/persons', body: { id, ...body } })
}
export type person_step = 'change' | 'leave' | 'erase' | 'certificates/grant' | 'certificates/withdraw'
export function changePerson(id: string, step: person_step, body: body, version?: number): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'person', kind: `person_${step.replace('certificates/', 'certificate_')}`, path: `/people/persons/${id}/${step}`, body, version: versionSeen(id, version) })
}
/** Without a photo the picture goes. */
export function setPicture(person: string, photo?: picked_photo): Promise<outcome> {
  return carryOut({
    subject: person, subject_kind: 'person', kind: 'person_picture', path: `/people/persons/${person}/picture`, body: photo ? { picture: attachmentMark(photo.key) } : {},
    attachments: photo && new Map([[photo.key, photo.blob]]),
  })
}
export function setException(person: string, given: { date: string; kind: exception_kind; shift?: number }): Promise<outcome> {
  return carryOut({ subject: person, subject_kind: 'person', kind: 'exception_set', path: '/roster/exception', body: { person, ...given } })
}
export function liftException(person: string, date: string): Promise<outcome> {
  return carryOut({ subject: person, subject_kind: 'person', kind: 'exception_lift', path: '/roster/exception/lift', body: { person, date } })
}

export function formCrew(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'crew', kind: 'crew_form', path: '/people/crews', body: { id, ...body } })
}
export function changeCrew(id: string, step: 'change' | 'dissolve', body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'crew', kind: `crew_${step}`, path: `/people/crews/${id}/${step}`, body })
}
export function setRotation(crew: string, from: string, pattern: number[]): Promise<outcome> {
  return carryOut({ subject: crew, subject_kind: 'crew', kind: 'rotation_set', path: '/roster/rotation', body: { crew, rotation: { from, pattern } } })
}

export function declarePost(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'post', kind: 'post_declare', path: '/people/posts', body: { id, ...body } })
}
export function changePost(id: string, step: 'change' | 'withdraw', body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'post', kind: `post_${step}`, path: `/people/posts/${id}/${step}`, body })
}

export function foundSection(id: string, name: string): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'section', kind: 'section_found', path: '/people/sections', body: { id, name } })
}
export function renameSection(id: string, name: string): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'section', kind: 'section_rename', path: `/people/sections/${id}/rename`, body: { name } })
}
export function setShiftSystem(id: string, from: string, shifts: shift_definition[]): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'section', kind: 'shift_system_set', path: `/people/sections/${id}/shift-system`, body: { from, system: { shifts } } })
}
