import { expect, test } from 'vitest';
import { fill, formOf } from '../../story/keyboard.js';
import { openAt } from './driving.js';

test('the form of an image remembers its values, except the name of another image', async () => {
	const app = await openAt('images', 'helloworld:latest');
	await app.press('r');
	await fill(app, { image: 'busybox:latest', command: 'sleep 1000', env: ['A=b'] });
	await app.press('enter');
	await app.until(({ modals }) => modals.length === 0);
	expect(app.state().commands.at(-1)?.command.join(' ')).toBe('docker run -d -e A=b busybox:latest sleep 1000');
	await app.press('2', 'r');
	expect(formOf(app).values).toMatchObject({ image: 'helloworld:latest', env: ['A=b'] });
});
