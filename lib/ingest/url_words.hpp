// newsloom ingest: closed lists behind canonical URLs, lower case and sorted.
#pragma once

#include <string_view>

namespace newsloom::ingest {

/// Parameters that say how a reader came, whatever their value. In: what campaign tools, social
/// networks and the large publishers append. Not in: what may choose an article ("id", "p", "cid").
inline constexpr std::string_view tracking_parameters[] = {
    "__source",
    "__tn__",
    "__twitter_impression",
    "_branch_match_id",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "_x_tr_hl",
    "_x_tr_pto",
    "_x_tr_sl",
    "_x_tr_tl",
    "action_object_map",
    "action_ref_map",
    "action_type_map",
    "amp",
    "amp_gsa",
    "amp_js_v",
    "cmp",
    "cmpid",
    "cmpid2",
    "cndid",
    "dclid",
    "dgcid",
    "dicbo",
    "ef_id",
    "epik",
    "esrc",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "feature",
    "ftag",
    "gaa_at",
    "gaa_n",
    "gaa_sig",
    "gaa_ts",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hootpostid",
    "hsctatracking",
    "icid",
    "ig_rid",
    "igsh",
    "igshid",
    "int_campaign",
    "int_medium",
    "int_source",
    "intcid",
    "intcmp",
    "ito",
    "leadsource",
    "mbid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "mkwid",
    "msclkid",
    "ncid",
    "ndid",
    "nl_key",
    "ns_campaign",
    "ns_fee",
    "ns_linkname",
    "ns_mchannel",
    "ns_source",
    "ocid",
    "oicd",
    "oly_anon_id",
    "oly_enc_id",
    "outputtype",
    "partnerid",
    "piano_id",
    "pk_campaign",
    "pk_kwd",
    "pk_source",
    "rb_clickid",
    "recirc",
    "ref_",
    "ref_src",
    "ref_url",
    "referer",
    "referrer",
    "rss",
    "s_cid",
    "s_kwcid",
    "sc_campaign",
    "sc_channel",
    "sc_country",
    "sc_medium",
    "sc_outcome",
    "sc_publisher",
    "sfmc_id",
    "sh_kit",
    "share_id",
    "smid",
    "smtyp",
    "soc_src",
    "soc_trk",
    "spm",
    "sr_share",
    "srnd",
    "sscid",
    "tblci",
    "tpcc",
    "traffic_source",
    "trk",
    "trkcampaign",
    "twclid",
    "usqp",
    "vero_conv",
    "vero_id",
    "vgo_ee",
    "wbraid",
    "wickedid",
    "wt.mc_id",
    "wt_mc",
    "wt_zmc",
    "xtor",
    "yclid",
    "ysclid",
};

/// The same for families of parameters, by how their names begin.
inline constexpr std::string_view tracking_prefixes[] = {
    "at_", "fb_", "guce_", "hsa_", "matomo_", "mtm_", "pk_", "utm_",
};

/// Parameters that say it only with the values below; elsewhere they choose what is shown.
inline constexpr std::string_view doubtful_parameters[] = {
    "campaign", "channel", "feed", "from",  "medium", "mod", "output", "partner",
    "ref",      "rel",     "sc",   "share", "source", "src", "via",    "xid",
};
inline constexpr std::string_view tracking_values[] = {
    "amp",      "app",        "atom",    "email",      "facebook", "fb",
    "feed",     "feedburner", "feeds",   "flipboard",  "homepage", "instagram",
    "linkedin", "mail",       "mailto",  "newsletter", "push",     "rdf",
    "rss",      "rss2",       "share",   "sharing",    "social",   "syndication",
    "telegram", "tw",         "twitter", "whatsapp",   "x",
};

/// Documents a server shows for the folder they are in.
inline constexpr std::string_view default_documents[] = {
    "default.asp", "default.aspx", "default.htm", "default.html", "index.asp",   "index.aspx",
    "index.cfm",   "index.htm",    "index.html",  "index.jsp",    "index.phtml", "index.shtml",
};

/// Pages that lead on to the URL in one of their parameters.
struct Redirect {
  std::string_view host;  ///< without "www."; "google." stands for all of its countries
  std::string_view path;
  std::string_view parameter;
};
inline constexpr Redirect redirects[] = {
    {"bing.com", "/news/apiclick.aspx", "url"},
    {"google.", "/url", "q"},
    {"google.", "/url", "url"},
    {"l.facebook.com", "/l.php", "u"},
    {"out.reddit.com", "", "url"},
    {"steamcommunity.com", "/linkfilter/", "url"},
    {"vk.com", "/away.php", "to"},
};

}  // namespace newsloom::ingest
