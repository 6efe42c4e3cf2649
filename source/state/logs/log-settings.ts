import { membershipOf } from '../../domain/compose/labels.js';
import type { Container } from '../../domain/nouns/container.js';
import type { State } from '../state.js';
import type { LogSettings } from './log-view.js';

const usual: LogSettings = { window: 'tail', raw: false };
/** The settings of this many subjects are kept, those of the latest changes. */
const maxSubjects = 200;

/** The name under which a container's settings are kept: they stay when Compose or the user creates it anew. */
function subjectOf({ name, labels }: Container): string {
	const place = membershipOf(labels);
	return place === undefined || place.service === ''
		? name
		: [place.project, place.service, place.isExtra ? name : (place.number ?? name)].join('/');
}

const subjectIn = ({ lists }: State, id: string): string => {
	const container = lists.containers.byKey.get(id);
	return container === undefined ? id : subjectOf(container);
};

/** The settings of a container's log. */
export const logSettings = (state: State, id: string): LogSettings =>
	state.logSettings.get(subjectIn(state, id)) ?? usual;

/** Changes the settings of a container's log. */
export function changeLogSettings(state: State, id: string, change: Partial<LogSettings>): State {
	const subject = subjectIn(state, id);
	const others = [...state.logSettings].filter(([known]) => known !== subject).slice(1 - maxSubjects);
	const next = { ...logSettings(state, id), ...change };
	return { ...state, logSettings: new Map([...others, [subject, next]]) };
}
