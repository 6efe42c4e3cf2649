import type { Runtime } from '../runtime/runtime.js';
import type { Compositor } from '../ui/drawing/compositor.js';
import type { Screen } from '../ui/drawing/screen.js';
import type { Costs } from '../ui/views/debug-view.js';

/** What this process has cost until now. */
export function costsOf({
	compositor,
	screen,
	runtime,
}: {
	compositor: Compositor;
	screen: Screen;
	runtime: Runtime;
}): Costs {
	const { heapUsed, rss } = process.memoryUsage();
	const { user, system } = process.cpuUsage();
	return {
		...compositor.counters,
		frameTime: screen.frameTime,
		streams: runtime.active().length,
		resting: runtime.store.getState().resting,
		heap: heapUsed,
		resident: rss,
		cpu: (user + system) / 1e6,
		uptime: process.uptime(),
	};
}
