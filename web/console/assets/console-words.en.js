export default {
  "console": {
    "main": "Console",
    "sales": "Sales",
    "newSale": "New sale",
    "sale": "Sale",
    "editSale": "Edit the sale",
    "board": "Live board",
    "orders": "Orders",
    "order": "Order",
    "seatMaps": "Seat maps",
    "timetables": "Timetables",
    "team": "Team",
    "door": "Door",
    "operators": "Operators",
    "cancel": "Cancel",
    "roles": {
      "merchant": "Merchant: runs sales",
      "operator": "Operator: runs the installation"
    },
    "field": {
      "required": "Please fill this in."
    },
    "signIn": {
      "heading": "Who is working here?",
      "demo": "This is a demo: any name will do. The sample sales belong to “{name}”.",
      "paste": "Paste a token of your identity provider, or a machine's key.",
      "role": "As",
      "token": "Token or key",
      "tokenHint": "It stays in this browser until you sign out.",
      "machine": "A machine's key"
    }
  }
};
