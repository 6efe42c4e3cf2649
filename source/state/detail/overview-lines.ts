import { LineList } from '../../domain/logs/line-list.js';
import type { Container } from '../../domain/nouns/container.js';
import type { ContainerDefaults } from '../../domain/nouns/host.js';
import { secretMask } from '../../domain/registry/secrets.js';
import { runLineOf } from '../../domain/run/from-inspect.js';
import type { Line } from '../../domain/text/line.js';
import { withoutColours } from '../../domain/text/lines.js';
import { hasEnded } from '../../panes/tabs/overview/container-end.js';
import {
	containerOverview,
	type LogTail,
	type OverviewParts,
	type OverviewSections,
	overviewSections,
} from '../../panes/tabs/overview/container-overview.js';
import type { LogView } from '../logs/log-view.js';
import { memo, memoEach, memoLines } from '../memo.js';
import { resourceOf } from '../resource-of.js';
import { selectedItem } from '../selectors.js';
import type { Resource, State } from '../state.js';

/** The last lines of a log that the Overview of a container shows. */
const maxLogLines = 8;

/** The text in place of secrets; undefined while the user has revealed them. */
export const maskOf = ({ text }: State): string | undefined => (text.reveal ? undefined : secretMask);

/** The reason why a detail could not be fetched. */
export const failureOf = (resource: Resource<unknown> | undefined): string | undefined =>
	resource?.status === 'failed' ? (resource.error ?? 'failed') : undefined;

/** Each section is made again only when its own parts have changed: a sample changes one of them. */
const cached: OverviewSections = {
	state: memo(overviewSections.state),
	log: memo(overviewSections.log),
	places: memo(overviewSections.places),
	load: memo(overviewSections.load),
	health: memo(overviewSections.health),
	origin: memo(overviewSections.origin),
	identity: memo(overviewSections.identity),
	run: memo(overviewSections.run),
};
const linesOf = memoLines((container: Container, parts: OverviewParts, now: number, width: number) =>
	containerOverview(container, parts, now, width, cached),
);
/** Cached for each answer of the engine, because the selection comes back to a container. */
const runLine = memoEach(
	(container: object, image: unknown, defaults: ContainerDefaults | undefined, mask: string | undefined) =>
		runLineOf(container, image, defaults, mask),
);

/** The same object while nothing changed. */
const partsOf = memo(
	(
		detail: OverviewParts['detail'],
		failure: string | undefined,
		reading: OverviewParts['reading'],
		log: LogTail | undefined,
		line: string | undefined,
		endpoint: OverviewParts['endpoint'],
		host: State['host'],
		mask: string | undefined,
	): OverviewParts => ({
		detail,
		failure,
		reading,
		log,
		runLine: line,
		endpoint,
		host: { cpus: host?.cpus ?? 0, memory: host?.memory ?? 0, droppedLimits: host?.droppedLimits ?? [] },
		mask,
	}),
);

/** The Overview of the selected container. */
export function containerOverviewLines(state: State, width: number): readonly Line[] {
	const container = selectedItem(state, 'containers');
	if (container === undefined) {
		return [];
	}
	const resource = resourceOf(state, { of: 'container', id: container.id });
	const parts = partsOf(
		resource?.value,
		failureOf(resource),
		state.stats.get(container.id)?.readings.at(-1),
		hasEnded(container) ? logTail(state.logs, container.id) : undefined,
		runLineFor(state, container),
		state.endpoint,
		state.host,
		maskOf(state),
	);
	return linesOf(container, parts, state.now, width);
}

/** Waits for the details of a listed image, since their values are left out of the line. */
function runLineFor(state: State, { id, imageId }: Container): string | undefined {
	const container = resourceOf(state, { of: 'container', id })?.value?.raw;
	const image = resourceOf(state, { of: 'image', id: imageId });
	const isImageMissing = !state.lists.images.byKey.has(imageId) || image?.status === 'failed';
	const isKnown = typeof container === 'object' && container !== null;
	return !isKnown || (image?.value === undefined && !isImageMissing)
		? undefined
		: runLine(container, image?.value?.raw, state.host?.defaults, maskOf(state));
}

const tailOf = memo((lines: LineList, status: LogView['status'], error: string | undefined): LogTail => {
	const reasons = { loading: 'loading…', failed: `the log cannot be read: ${error ?? 'failed'}` };
	return {
		lines: lines.slice(-maxLogLines).map(line => ({ ...line, text: withoutColours(line.text) })),
		reason: status === 'loading' || status === 'failed' ? reasons[status] : 'it wrote nothing',
	};
});

/** The end of a container's log, unless the first lines are shown. */
function logTail({ container, lines, status, error, window }: LogView, id: string): LogTail {
	return container === id && window !== 'head'
		? tailOf(lines, status, error)
		: tailOf(LineList.empty, 'loading', undefined);
}
