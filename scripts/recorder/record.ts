import type { Canvas } from '@napi-rs/canvas';
import { Film } from './film.js';
import { type Player, perform } from './perform.js';
import { type Caption, drawScreen, withCaption } from './picture.js';
import { openStage, type Stage } from './stage.js';
import { pass, passedMs } from './stepped-time.js';
import type { Story } from './stories.js';
import { themes } from './themes.js';

/** Time between two pictures, and between two keys of a step. Milliseconds. */
const intervalMs = 200;
/** A text that is not on the screen by then never comes. */
const maxWaitMs = 60_000;

/**
 * Plays a story on the dashboard and returns its GIF. Time stands still but for the steps, so that the bytes depend on the
 * story and the code alone, neither on this machine's speed nor on the time of day.
 */
export async function record(story: Story, onPicture?: (picture: Canvas, atMs: number) => void): Promise<Uint8Array> {
	const [columns, rows] = story.size;
	const theme = themes.dark;
	const stage = await openStage({ columns, rows, theme });
	for (const step of story.before) {
		await perform(playerOf(stage, pass), step, intervalMs);
	}
	const film = new Film();
	let caption: Caption | undefined;
	const shoot = () => {
		const picture = withCaption(drawScreen(stage.screen, theme), caption, theme);
		film.add(picture, passedMs());
		onPicture?.(picture, passedMs());
	};
	const passAndShoot = async (ms: number) => {
		const end = passedMs() + ms;
		while (passedMs() < end) {
			await pass(Math.min(intervalMs, end - passedMs()));
			shoot();
		}
	};
	const player = playerOf(stage, passAndShoot);
	for (const step of story.steps) {
		const [, keys, words = ''] = /^say:([^|]*)\|(.*)$/.exec(step) ?? [];
		if (keys === undefined) {
			await perform(player, step, intervalMs);
		} else {
			caption = { keys, words };
			shoot();
		}
	}
	shoot();
	return film.encode(passedMs() + story.lastMs);
}

function playerOf(stage: Stage, passTime: (ms: number) => Promise<void>): Player {
	return {
		...stage,
		pass: passTime,
		async until(text) {
			for (let waited = 0; !stage.text().includes(text); waited += intervalMs) {
				if (waited > maxWaitMs) {
					throw new Error(`Waited for ${text}. The screen:\n${stage.text()}`);
				}
				await passTime(intervalMs);
			}
		},
	};
}
