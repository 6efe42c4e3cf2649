import { newerFile, type PlannedProject } from '../../domain/compose/plan/make-plan.js';
import type { Engine } from '../../engine/engine.js';
import { topModal, updateModal } from '../../state/modals/modals.js';
import { invalidate } from '../../state/resources.js';
import type { State } from '../../state/state.js';
import type { Want } from '../../state/wanted.js';
import { type Clock, sleep } from '../clock.js';
import type { Store } from '../store.js';
import type { PollingInterval } from './polling-interval.js';

/** The files of a plan on screen are looked at this often; an editor in another window takes the focus, and the wait, away. */
const watchMs = 1000;

type FilesWant = Extract<Want, { readonly kind: 'files' }>;
type Options = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly polling: PollingInterval;
};

/**
 * Notices that a file of a plan on screen was written: a tab is made again, a dialog says so. Compose is not asked again before
 * the files change once more, or a mistake in them would start it every second.
 */
export async function watchFiles(
	{ engine, store, clock, polling }: Options,
	want: FilesWant,
	signal: AbortSignal,
): Promise<void> {
	let seen = '';
	while (!signal.aborted) {
		await sleep(clock, polling.intervalMs(watchMs), signal);
		const planned = plannedOf(store.getState(), want);
		if (signal.aborted || planned === undefined || !polling.isFocused()) {
			continue;
		}
		const paths = planned.reading.watch.files.map(({ path }) => path);
		if (paths.length === 0) {
			continue;
		}
		const stamps = await engine.compose.stamps(paths, { signal });
		const newer = newerFile(planned.reading, stamps);
		const isNews = newer !== undefined && seen !== stamps.join();
		seen = stamps.join();
		if (isNews && !signal.aborted) {
			store.update(state => withNewer(state, want, newer));
		}
	}
}

/** The plan that a want is about: that of a tab, or that of the dialog. */
function plannedOf(state: State, { of, id }: FilesWant): PlannedProject | undefined {
	if (of === 'tab') {
		return state.resources.planned.get(id)?.value;
	}
	const modal = topModal(state);
	return modal?.kind === 'plan' && `${modal.id}` === id ? modal.planned : undefined;
}

function withNewer(state: State, { of, id }: FilesWant, path: string): State {
	const modal = topModal(state);
	if (of === 'tab') {
		return invalidate(state, { of: 'planned', id });
	}
	return modal?.kind === 'plan'
		? updateModal(state, modal, () => ({ ...modal, note: `${path} is newer than this plan. Press r to plan again.` }))
		: state;
}
