// What sharing takes from the page that stands: the shown items as records, the map as a picture.
import type { Basemap } from "./basemap.ts";
import { formatNumber } from "./claims.ts";
import { itemsByDate } from "./date_order.ts";
import { periodText } from "./head_view.ts";
import { pictureOfMap } from "./map_picture.ts";
import { DRAWN } from "./page_data.ts";
import type { Item } from "./payload.ts";
import { isShown } from "./sieve.ts";
import type { Shared } from "./share_view.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

export function sharedOfPage(store: Store, ground: Basemap, container: HTMLElement): Shared {
  const { data } = store;
  return {
    head: store.head,
    polygonsOfUnits: ground.unionPolygons,
    shownItems: async () => {
      const indexes = shownByDate(store);
      await data.load(indexes);
      return Array.from(indexes, (i) => data.record(i)).filter((item): item is Item => item !== null);
    },
    chosenTitle: () => {
      const { selection, lang } = store.now;
      const item = store.record(selection);
      return (lang === "ar" ? item?.title_ar : undefined) ?? item?.title ?? "";
    },
    picture: () => {
      const { lang } = store.now;
      const { title, title_ar: titleAr } = store.head;
      return pictureOfMap(container, {
        title: [(lang === "ar" ? titleAr : undefined) ?? title, periodText(store)].join(lang === "ar" ? "، " : ", "),
        lines: [countsLine(store), originLine(store)],
        isRightToLeft: lang === "ar",
      });
    },
  };
}

/** Everything that is shown, in the order of the list. */
export function shownByDate({ data, now: { shown } }: Store): Uint32Array {
  return itemsByDate(data).filter((index) => isShown(shown, index));
}

function countsLine({ now: { counts, lang } }: Store): string {
  return DRAWN.map((drawn) => `${formatNumber(counts[drawn])} ${STRINGS[lang][drawn]}`).join(" · ");
}

function originLine({ head: { edition }, now: { lang } }: Store): string {
  const t = STRINGS[lang];
  const hash = `\u2068${edition.data_hash.slice(0, 12)}\u2069`; // isolated, so that Arabic does not turn it
  return `\u2068geomap ${edition.geomap_version}\u2069 · ${t.data} ${hash} · \u2068Natural Earth · GeoNames\u2069`;
}
