import {
	nextHit,
	pageDetail,
	scrollDetailTo,
	stepDetail,
	stepHit,
	toggleReveal,
} from '../../state/detail/detail-scroll.js';
import { readOlderAtTop } from '../../state/logs/log-older.js';
import { openInput } from '../../state/modals/inline-input.js';
import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';
import { whyNoStep, wrapNotice } from '../search-steps.js';
import { look } from './view.js';

const move = (id: string, title: string, keys: string[], change: (state: State) => State): Action =>
	look({
		id: `detail.${id}`,
		title,
		keys,
		scope: 'detail',
		plumbing: true,
		change: state => readOlderAtTop(change(state)),
	});

/** Keys that scroll the open tab, a text or the log. */
export const detailActions: readonly Action[] = [
	move('down', 'Scroll down', ['j', 'down'], state => stepDetail(state, 1)),
	move('up', 'Scroll up', ['k', 'up'], state => stepDetail(state, -1)),
	move('page-down', 'Next page', ['pagedown', 'ctrl-d'], state => pageDetail(state, 1)),
	move('page-up', 'Previous page', ['pageup', 'ctrl-u'], state => pageDetail(state, -1)),
	move('first', 'Scroll to the start', ['g', 'home'], state => scrollDetailTo(state, 'start')),
	move('last', 'Scroll to the end', ['G', 'end'], state => scrollDetailTo(state, 'end')),
];

/** `n` or `N` in a text tab: the next match from the place on screen, around the ends. */
const textStep = (id: string, title: string, key: string, footer: number, by: 1 | -1): Action =>
	action<string>({
		id: `text.${id}`,
		title,
		keys: [key],
		scope: 'text',
		footer,
		target: ({ text }) => text.search,
		disabledReason: (search, state) => whyNoStep(search, nextHit(state, 1) !== undefined),
		run(context) {
			const step = nextHit(context.getState(), by);
			context.update(state => stepHit(state, by));
			if (step?.isWrapped) {
				context.toast('info', wrapNotice(by));
			}
		},
	});

/** The tabs that are text. */
export const textActions: readonly Action[] = [
	look({
		id: 'text.search',
		title: 'Search',
		keys: ['/'],
		scope: 'text',
		footer: 20,
		change: state => openInput(state, 'search'),
	}),
	textStep('next', 'Next match', 'n', 21, 1),
	textStep('previous', 'Previous match', 'N', 22, -1),
	look({
		id: 'text.reveal',
		title: 'Show or hide secret values',
		keys: ['x'],
		scope: 'text',
		change: toggleReveal,
	}),
];
