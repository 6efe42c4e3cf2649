import type { Attempt } from '../../domain/nouns/host.js';
import type { State } from '../../state/state.js';
import { type Action, type ActionContext, action } from '../action.js';

const always = (_: State) => true as const;

/** The address at which ssh would ask a question. */
const attemptToLogIn = ({ connection }: State): Attempt | undefined =>
	connection.status === 'lost' ? connection.attempts.find(({ canLogIn }) => canLogIn) : undefined;

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
	action<Attempt>({
		id: 'connect.login',
		title: 'Log in with ssh here',
		short: 'log in',
		keys: ['l'],
		scope: 'connect',
		footer: 2,
		target: attemptToLogIn,
		run: logIn,
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

/** Lends the terminal to ssh, which asks its questions there, and connects over that login. */
async function logIn({ host, terminal, toast }: ActionContext, { endpoint }: Attempt): Promise<void> {
	const end = await terminal.run(await host.logIn(endpoint.url));
	if (end === 0) {
		host.refresh();
	} else if (end !== 130) {
		toast('bad', typeof end === 'string' ? end : `ssh has exited with exit status ${end}`);
	}
}

const offered = ['connect.retry', 'connect.login', 'host', 'connect.demo', 'quit'];

/** The actions that the connect screen and its menu offer now, with the user's keys. */
export const connectOffers = (actions: readonly Action[], state: State): readonly Action[] =>
	offered.flatMap(id => actions.filter(each => each.id === id && each.target(state) !== undefined));
