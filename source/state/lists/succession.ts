import type { Container } from '../../domain/nouns/container.js';
import { isSuccessor } from '../../domain/nouns/replacement.js';
import type { NounId } from '../../panes/noun.js';
import { nounIds, panes } from '../../panes/panes.js';
import { continueLog, continueSources } from '../logs/log-notes.js';
import { shownItems } from '../selectors.js';
import type { Departed, PaneState, State } from '../state.js';
import { forgetDeparted, withPane } from './selection.js';

/** More departed items than this are not remembered in a pane. */
const maxDeparted = 100;

/**
 * Moves the selection, the marks and the open log to the successors of items that are no longer in a list: a container that
 * was created again, an image that got the tag of another one. To be called with the new list before the selection is settled.
 */
export function followSuccessors<N extends NounId>(before: State, after: State, noun: N): State {
	const { selected, marks, departed } = after.panes[noun];
	const isNothing = marks.size === 0 && selected === undefined && departed.length === 0;
	const next = followGroup(isNothing ? after : followMarks(before, followSelection(before, after, noun), noun));
	return noun === 'containers' ? followLog(before, next) : next;
}

/** Selects a project or service again that was selected when its row went. */
const followGroup = (state: State): State =>
	state.departedGroup !== undefined && state.lists.compose.byKey.has(state.departedGroup.key)
		? withPane({ ...state, departedGroup: undefined }, 'containers', { selected: state.departedGroup.key })
		: state;

/** Lets the open log go on in the successors of containers that are no longer listed. */
function followLog(before: State, after: State): State {
	const { items, byKey } = after.lists.containers;
	if (items === before.lists.containers.items) {
		return after;
	}
	const { logs } = after;
	const successorTo = (former: Pick<Container, 'id' | 'name' | 'labels'> | undefined) =>
		former === undefined || byKey.has(former.id) ? undefined : items.find(item => isSuccessor(item, former));
	if (logs.sources.length > 0) {
		const sources = new Map(logs.sources.map(source => [source.id, source]));
		return continueSources(after, id => successorTo(sources.get(id)));
	}
	const successor = successorTo(before.lists.containers.byKey.get(logs.container ?? ''));
	return successor === undefined ? after : continueLog(after, successor);
}

function followSelection<N extends NounId>(before: State, after: State, noun: N): State {
	const pane = panes[noun];
	const shown = shownItems(after, noun);
	const { departed }: PaneState<N> = after.panes[noun];
	const { selected } = after.panes[noun];
	const awaited = departed.find(each => each.wasSelected);
	if (awaited) {
		const key = pane.key(awaited.item);
		const back = shown.find(item => pane.key(item) === key) ?? shown.find(item => pane.succeeds(item, awaited.item));
		return back ? moveTo(after, noun, pane.key(back), key) : after;
	}
	const former = selected === undefined ? undefined : before.lists[noun].byKey.get(selected);
	if (selected === undefined || former === undefined || shown.some(item => pane.key(item) === selected)) {
		return after;
	}
	const successor = shown.find(item => pane.succeeds(item, former));
	return successor ? moveTo(after, noun, pane.key(successor), selected) : after;
}

/** Selects an item instead of another one, whose log it continues. */
function moveTo(state: State, noun: NounId, key: string, from: string): State {
	const moved = withPane(forgetDeparted(state, noun, 'selection'), noun, { selected: key });
	const { logChoice } = moved;
	const next = logChoice?.selected === from ? { ...moved, logChoice: { ...logChoice, selected: key } } : moved;
	return noun === 'containers' && key !== from ? continueKept(next, key, from, state.departedLog) : next;
}

/** Lets the log of a container go on in its successor, also if another one was open in between, and hides its secrets. */
function continueKept(state: State, key: string, from: string, departedLog: State['departedLog']): State {
	const { logs } = state;
	const kept = logs.container === from ? logs : departedLog?.container === from ? departedLog : undefined;
	const successor = state.lists.containers.byKey.get(key);
	if (kept === undefined || successor === undefined) {
		return state;
	}
	const text = { ...state.text, reveal: false };
	return continueLog({ ...state, departedLog: undefined, logs: kept, text }, successor);
}

function followMarks<N extends NounId>(before: State, after: State, noun: N): State {
	const pane = panes[noun];
	const { items, byKey } = after.lists[noun];
	const { departed }: PaneState<N> = after.panes[noun];
	const { marks } = after.panes[noun];
	const successorOf = (key: string) => {
		const former = before.lists[noun].byKey.get(key);
		const successor = former && items.find(item => pane.succeeds(item, former));
		return successor && pane.key(successor);
	};
	const kept = [...marks].map(key => (byKey.has(key) ? key : (successorOf(key) ?? key)));
	const back = departed.flatMap(each => {
		const found = each.wasMarked ? items.find(item => pane.succeeds(item, each.item)) : undefined;
		return found ? [{ each, key: pane.key(found) }] : [];
	});
	const next = new Set([...kept, ...back.map(({ key }) => key)]);
	if (back.length === 0 && next.size === marks.size && [...next].every(key => marks.has(key))) {
		return after;
	}
	const left = departed.filter(one => !back.some(({ each }) => each === one));
	const { logChoice } = after;
	const added = [...next].filter(key => !marks.has(key));
	const chosen = logChoice?.of === 'marks' && { ...logChoice, ids: [...logChoice.ids, ...added] };
	return withPane(chosen ? { ...after, logChoice: chosen } : after, noun, { marks: next, departed: left });
}

/**
 * Remembers the items whose rows have gone while they were selected or marked. `before`: the state with the new lists whose
 * selections are not settled yet; `former`: the state with the former lists.
 */
export const noteDepartures = (former: State, before: State, after: State): State =>
	nounIds.reduce((next, noun) => noteIn(former, before, next, noun), noteGroup(former, before, after));

function noteGroup(former: State, before: State, after: State): State {
	const { selected = '' } = before.panes.containers;
	const item = former.lists.compose.byKey.get(selected);
	return item === undefined || after.lists.compose.byKey.has(selected) || after.departedGroup !== undefined
		? after
		: { ...after, departedGroup: { key: selected, name: item.name, isRecent: true } };
}

function noteIn<N extends NounId>(former: State, before: State, after: State, noun: N): State {
	const was: PaneState<N> = before.panes[noun];
	const is: PaneState<N> = after.panes[noun];
	const { byKey } = former.lists[noun];
	const gone = new Set([...was.marks].filter(key => !is.marks.has(key)));
	const isMoved = was.selected !== undefined && was.selected !== is.selected;
	if (!isMoved && gone.size === 0) {
		return after;
	}
	const waits = is.departed.some(each => each.wasSelected);
	const keys = new Set([...gone, ...(isMoved ? [was.selected] : [])]);
	const news = [...keys].flatMap((key): readonly Departed<ItemIn<N>>[] => {
		const item = byKey.get(key);
		return item === undefined
			? []
			: [{ item, wasSelected: isMoved && key === was.selected && !waits, wasMarked: gone.has(key), isRecent: true }];
	});
	const departed = [...is.departed, ...news].slice(-maxDeparted);
	const isLogLeft = noun === 'containers' && isMoved && !waits && former.logs.container === was.selected;
	const kept = isLogLeft ? { ...after, departedLog: former.logs } : after;
	return news.length === 0 ? after : withPane(kept, noun, { departed });
}

type ItemIn<N extends NounId> = PaneState<N>['departed'][number]['item'];
