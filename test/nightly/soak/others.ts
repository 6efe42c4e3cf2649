import { pick, unit } from '../../../source/engine/demo/world/random.js';
import type { Call, Engine } from '../../../source/engine/engine.js';

const call: Call = { signal: new AbortController().signal };
/** Of each noun, what is there at once of what somebody else has made. */
const most = 6;

/** Somebody else at work on the same engine: what is made is gone again a little later. */
export function others(engine: Engine) {
	const { containers, images, volumes, networks } = engine;
	let count = 0;
	const made: { readonly [noun: string]: string[] } = { containers: [], images: [], volumes: [], networks: [] };

	/** Adds to what was made of a noun and takes the oldest away. */
	async function add(noun: string, name: string, remove: (name: string) => Promise<unknown>): Promise<void> {
		const list = made[noun]!;
		list.push(name);
		if (list.length > most) {
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
		const deeds = [
			() => containers.start(row.id, call),
			() => containers.stop(row.id, { ...call, timeout: 0 }),
			() => containers.kill(row.id, 'KILL', call),
			() => containers.pause(row.id, call),
			() => containers.unpause(row.id, call),
			() => containers.restart(row.id, { ...call, timeout: 0 }),
			() => containers.start(row.id, call),
		];
		await pick(deeds, count)();
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
		/** One deed, whichever is next. What the engine refuses is refused to anybody. */
		act(): void {
			count++;
			void pick([create, change, change, pull, change, store, create, join], count)().catch(() => undefined);
		},
		/** Restarts one container as often as it takes to make so many events. */
		async stir(events: number): Promise<void> {
			const [row] = await containers.list(call);
			// Each tells of a kill, an end, a stop and a start at least.
			for (let count = 0; row && count < events / 4; count++) {
				await containers.restart(row.id, { ...call, timeout: 0 });
			}
		},
		/** Removes all that was not there at first, whoever made it. */
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
