import { containersOf } from '../../domain/compose/project.js';
import type { Container } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import { memo } from '../memo.js';
import { detailNoun, selectedContainer, selectedItem, shownContainers } from '../selectors.js';
import type { State } from '../state.js';

/** The containers whose logs are shown as one. */
export type MergedLog = {
	/** Names the log in the state: `LogView.container`. */
	readonly key: string;
	/** Stands in the title instead of the name of the selected item; undefined for a project or service. */
	readonly title: string | undefined;
	readonly containers: readonly Container[];
	/** The number of running containers beyond those whose logs the way to the engine carries. */
	readonly leftOut: number;
};

/** The logs that the Logs tab shows as one; undefined while it shows the log of one container. */
export function mergedLog(state: State): MergedLog | undefined {
	const { logChoice, lists, panes, maxStreams } = state;
	const { selected, filter, marks, departed } = panes.containers;
	// A marked container that is gone may come back.
	const marked = marks.size + departed.filter(({ wasMarked }) => wasMarked).length;
	if (state.pane === 'containers' && logChoice !== undefined && logChoice.selected === selected) {
		if (logChoice.of === 'marks' && marked > 1 && isChoiceOf(logChoice.ids, marks, lists.containers.byKey)) {
			return chosenLog(logChoice, lists.containers.items, noMore, 'marked', maxStreams);
		}
		if (logChoice.of === 'shown' && logChoice.filter === filter) {
			const shown = shownContainers(state);
			return chosenLog(logChoice, lists.containers.items, idsOf(shown), 'shown', maxStreams);
		}
	}
	const group = detailNoun(state) === 'compose' ? selectedItem(state, 'compose') : undefined;
	if (group === undefined) {
		return undefined;
	}
	const key = `group:${group.key}`;
	const isSingle = selectedContainer(state) !== undefined && state.groupLog !== key;
	return isSingle ? undefined : ofContainers(key, undefined, containersOf(group), maxStreams);
}

/** Returns false when more containers have been marked since: the log would not be that of the marks. */
const isChoiceOf = memo(
	(ids: readonly string[], marks: ReadonlySet<string>, containers: State['lists']['containers']['byKey']): boolean => {
		const chosen = new Set(ids);
		return [...marks].every(key => chosen.has(key) || !containers.has(key));
	},
);

const noMore: readonly string[] = [];

const idsOf = memo((containers: readonly Container[]): readonly string[] => containers.map(({ id }) => id));

const chosenLog = memo(
	(
		choice: NonNullable<State['logChoice']>,
		items: readonly Container[],
		more: readonly string[],
		word: string,
		maxStreams: number,
	): MergedLog => {
		const ids = new Set([...choice.ids, ...more]);
		const containers = items.filter(({ id }) => ids.has(id));
		return ofContainers(choice.key, `${containers.length} ${word}`, containers, maxStreams);
	},
);

function ofContainers(
	key: string,
	title: string | undefined,
	all: readonly Container[],
	maxStreams: number,
): MergedLog {
	const running = all.filter(isRunning);
	const left = new Set(running.slice(maxStreams));
	return { key, title, containers: all.filter(each => !left.has(each)), leftOut: left.size };
}

/** Shows the logs of the marked rows, or of all shown ones, as one log while the same row is selected. */
export function chooseLogs(state: State, of: 'marks' | 'shown'): State {
	const { selected, filter, marks } = state.panes.containers;
	const ids = of === 'marks' ? markedContainers(state, marks) : shownContainers(state).map(({ id }) => id);
	return { ...state, logChoice: { of, key: `${of}:${filter}:${ids.join(',')}`, selected, filter, ids } };
}

/** The ids of the marked containers, and of those of marked projects and services. */
function markedContainers({ lists }: State, marks: ReadonlySet<string>): readonly string[] {
	const ids = [...marks].flatMap(key => {
		const group = lists.compose.byKey.get(key);
		return group === undefined ? [key] : containersOf(group).map(({ id }) => id);
	});
	return [...new Set(ids)];
}
