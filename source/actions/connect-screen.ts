import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { chooseHost } from './flows/choose-host.js';

const always = (_: State) => true as const;

/** What can be done while no engine answers. */
export const connectActions: readonly Action[] = [
	action({
		id: 'connect.retry',
		title: 'Try again now',
		short: 'retry',
		keys: ['r'],
		scope: 'connect',
		footer: 1,
		target: always,
		run: context => context.host.refresh(),
	}),
	action({
		id: 'connect.other',
		title: 'Another context or host…',
		keys: ['c'],
		scope: 'connect',
		footer: 2,
		target: always,
		run: chooseHost,
	}),
	action({
		id: 'connect.demo',
		title: 'Open the demo engine',
		short: 'demo',
		keys: ['d'],
		scope: 'connect',
		footer: 3,
		target: always,
		run: context => context.host.connect('demo'),
	}),
];
