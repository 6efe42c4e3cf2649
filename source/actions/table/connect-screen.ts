import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';

const always = (_: State) => true as const;

/** The actions that exist only while no engine answers. */
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
		id: 'connect.demo',
		title: 'Open the demo engine',
		short: 'demo',
		keys: ['d'],
		scope: 'connect',
		footer: 2,
		target: always,
		run: context => context.host.connect('demo'),
	}),
];

const offered = ['connect.retry', 'host', 'connect.demo', 'quit'];

/** The actions that the connect screen and its menu offer, with the user's keys. */
export const connectOffers = (actions: readonly Action[]): readonly Action[] =>
	offered.flatMap(id => actions.filter(each => each.id === id));
