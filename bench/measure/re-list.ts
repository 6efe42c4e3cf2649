import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { unicodeGlyphs } from '../../source/ui/glyphs.js';
import { createSurfaces } from '../../source/ui/surfaces.js';
import { openDashboard } from '../../test/helpers/dashboard.js';
import { median } from '../statistics.js';

/** Milliseconds to put a whole new list of containers into the state and to compute its screen. */
export async function reListTime(containers: number, times: number): Promise<number> {
	const engine = createDemoEngine({ latency: 0, containers });
	const dashboard = await openDashboard({ engine });
	const { store, actions } = dashboard.runtime;
	const { list } = createSurfaces(unicodeGlyphs, actions);
	const samples: number[] = [];
	for (let index = 0; index < times; index++) {
		const rows = await engine.containers.list({ signal: AbortSignal.any([]) });
		const before = performance.now();
		store.update(state => replaceItems(state, 'containers', rows));
		const rect = list.rect(store.getState())!;
		list.lines(store.getState(), rect.width, rect.height);
		samples.push(performance.now() - before);
	}
	dashboard.close();
	return median(samples);
}
