import { it } from 'vitest';
import { openAt } from '/work/main/test/actions/flows/driving.js';
it('x', async () => {
 const app = await openAt('images', 'nginx', { columns: 80, rows: 24 });
 console.log(app.text());
 await app.press('r'); console.log(app.text());
 await app.press('down','down','down','down'); await app.type('80:80'); console.log(app.text());
 await app.press('down','down'); await app.type('A'); await app.press('down'); await app.type('/'); console.log(app.text());
 await app.paste('docker run -d --name web2 \\\n  -p 5000:80 -e "A=x,y \'q\'" -v $(pwd)/x:/y -v data:/data:ro --cap-add NET_ADMIN --cidfile /x -m 300M --cpu-period=100000 --cpu-quota=20000 nginx sh -c "echo hi"');
 console.log(app.text());
 await app.press('enter'); console.log(app.text());
 await app.press('enter'); console.log(app.text());
}, 60000);
