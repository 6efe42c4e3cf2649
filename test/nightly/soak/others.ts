import { pick, unit } from '../../../source/engine/demo/world/random.js';
import type { Call, Engine } from '../../../source/engine/engine.js';

const call: Call = { signal: new AbortController().signal };
/** The most objects of each noun that other users have at once. */
const maxObjects = 6;

/** Simulates other users of the engine: they create objects and remove them a little later. */
export function others(engine: Engine) {
	const { containers, images, volumes, networks } = engine;
	let count = 0;
	const made: { readonly [noun: string]: string[] } = { containers: [], images: [], volumes: [], networks: [] };

	/** Adds an object of a noun and removes the oldest one above the maximum. */
	async function add(noun: string, name: string, remove: (name: string) => Promise<unknown>): Promise<void> {
		const list = made[noun]!;
		list.push(name);
		if (list.length > maxObjects) {
			await remove(list.shift()!);
		}
	}
	const removeContainer = (name: string) => containers.remove(name, { force: true, volumes: true }, call);
	const removeImage = (name: string) => images.remove(name, { force: true }, call);
	const removeVolume = (name: string) => volumes.remove(name, { force: true }, call);
	const removeNetwork = (name: string) => networks.remove(name, call);

	async function create(): Promise<void> {
		const name = `soak-${count}`;
		const image = pick(['redis:7-alpine', 'nginx:1.27-alpine', 'postgres:16'], count);
		const { id } = await containers.create({ name, body: { Image: image, Labels: { soak: name } } }, call);
		await containers.start(id, call);
		await add('containers', id, removeContainer);
	}
	async function change(): Promise<void> {
		const rows = await containers.list(call);
		const row = rows[Math.floor(unit(7, count) * rows.length)];
		if (!row) {
			return;
		}
		const changes = [
			() => containers.start(row.id, call),
			() => containers.stop(row.id, { ...call, timeout: 0 }),
			() => containers.kill(row.id, 'KILL', call),
			() => containers.pause(row.id, call),
			() => containers.unpause(row.id, call),
			() => containers.restart(row.id, { ...call, timeout: 0 }),
			() => containers.start(row.id, call),
		];
		await pick(changes, count)();
		if (made.containers!.includes(row.id)) {
			await containers.rename(row.id, `renamed-${count}`, call);
		}
	}
	async function pull(): Promise<void> {
		const name = `soak/pulled-${count}:1`;
		for await (const _ of images.pull(name, {}, call)) {
		}
		await images.tag(name, `soak/tagged-${count}:1`, call);
		await add('images', name, removeImage);
		await add('images', `soak/tagged-${count}:1`, removeImage);
	}
	async function store(): Promise<void> {
		await volumes.create({ name: `soak-${count}` }, call);
		await add('volumes', `soak-${count}`, removeVolume);
	}
	async function join(): Promise<void> {
		const { id } = await networks.create({ name: `soak-${count}` }, call);
		const container = made.containers!.at(-1);
		if (container) {
			await networks.connect(id, { container }, call);
			await networks.disconnect(id, { container, force: true }, call);
		}
		await add('networks', id, removeNetwork);
	}

	return {
		/** Runs the next change. Refusals by the engine are ignored. */
		act(): void {
			count++;
			void pick([create, change, change, pull, change, store, create, join], count)().catch(() => undefined);
		},
		/** Restarts one container until it has caused this many events. */
		async stir(events: number): Promise<void> {
			const [row] = await containers.list(call);
			// Each restart causes at least the events kill, die, stop and start.
			for (let count = 0; row && count < events / 4; count++) {
				await containers.restart(row.id, { ...call, timeout: 0 });
			}
		},
		/** Removes all objects that are not of the original fleet. */
		async tidy(): Promise<void> {
			for (const { id, name } of await containers.list(call)) {
				if (/^(soak|renamed)-|_/.test(name)) {
					await removeContainer(id).catch(() => undefined);
				}
			}
			for (const { id, tags } of await images.list(call)) {
				for (const name of tags.length === 0 ? [id] : tags.filter(tag => tag.startsWith('soak/'))) {
					await removeImage(name).catch(() => undefined);
				}
			}
			for (const { name } of await volumes.list(call)) {
				if (name.startsWith('soak-')) {
					await removeVolume(name).catch(() => undefined);
				}
			}
			for (const { id, name } of await networks.list(call)) {
				if (name.startsWith('soak-')) {
					await removeNetwork(id).catch(() => undefined);
				}
			}
			for (const list of Object.values(made)) {
				list.length = 0;
			}
		},
	};
}
